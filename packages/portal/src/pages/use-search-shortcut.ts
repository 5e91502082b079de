import { useEffect } from 'preact/hooks';

/** The key `/` moves the focus to the page's search field, unless the user is typing or using a dialog. */
export function useSearchShortcut(): void {
  useEffect(() => {
    const focusSearch = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as Element).closest('input, textarea, select, dialog')) return;
      const field = document.querySelector<HTMLInputElement>('search input[data-search]');
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    };
    addEventListener('keydown', focusSearch);
    return () => removeEventListener('keydown', focusSearch);
  }, []);
}
