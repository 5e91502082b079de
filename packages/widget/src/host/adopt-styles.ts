/**
 * Adds a style sheet after the others of the document or shadow root. Returns the function that removes only this
 * sheet. So the page and its widgets may add and remove sheets in any order. The page's content security policy need
 * not allow inline styles.
 */
export function adoptStyles(root: DocumentOrShadowRoot, styles: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
