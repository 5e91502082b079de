import type { SmileLinkModal } from '@winkwire/widget/host';

export type SmileLinkModalClass = typeof SmileLinkModal;

/** Loads that are running or done, by address of the script; a failed one is forgotten, so that it can be tried again. */
const loads = new Map<string, Promise<SmileLinkModalClass>>();

/**
 * Resolves with the class that the script at `scriptUrl` defines, loading it at most once for a page. A script tag
 * that the page has already serves as well. Rejects when the script does not load; the next call tries again.
 */
export function loadSmileLink(scriptUrl: string): Promise<SmileLinkModalClass> {
  const known = loads.get(scriptUrl);
  if (known) return known;
  const load = (async () => definedClass() ?? (await runScript(scriptUrl)))();
  loads.set(scriptUrl, load);
  load.catch(() => loads.delete(scriptUrl));
  return load;
}

function runScript(scriptUrl: string): Promise<SmileLinkModalClass> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = scriptUrl;
    script.async = true;
    script.onload = () => {
      const loaded = definedClass();
      if (loaded) resolve(loaded);
      else
        reject(new Error(`${scriptUrl} loaded, but defined no SmileLinkModal. Is it the widget's script?`));
    };
    script.onerror = () => {
      script.remove();
      reject(
        new Error(`${scriptUrl} did not load. Check the address, and that nothing on the page blocks it.`),
      );
    };
    document.head.append(script);
  });
}

/** An element with the id `SmileLinkModal` has the same global name; only a function is ours. */
function definedClass(): SmileLinkModalClass | undefined {
  const found = (globalThis as { SmileLinkModal?: unknown }).SmileLinkModal;
  return typeof found === 'function' ? (found as SmileLinkModalClass) : undefined;
}
