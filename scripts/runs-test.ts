/** Whether the test with this name always runs. False if any group of the file is skipped. */
export function runsTest(source: string, name: string): boolean {
  if (/\bdescribe\.(skip|todo)\b/.test(source)) return false;
  const quoted = ["'", '"', '`'].map((quote) => `${quote}${name}${quote}`);
  return source.split(/^(?=\s*(?:test|it)\b)/m).some((text) => {
    const at = Math.max(...quoted.map((each) => text.indexOf(each)));
    return at !== -1 && /^\s*(?:test|it)(?:\(|\.each\b[\s\S]*[)`]\()\s*$/.test(text.slice(0, at));
  });
}
