import type { SmileLinkModal } from '@winkwire/widget';

export type SmileLinkModalClass = typeof SmileLinkModal;

/** The loads, keyed by the address of the script. A failed load is removed, so that the next call tries again. */
const loads = new Map<string, Promise<SmileLinkModalClass>>();

/**
 * Loads the class once for all calls with the same address. Rejects if the script does not load or lacks the class. The
 * next call then tries again.
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
      if (loaded) return resolve(loaded);
      script.remove();
      reject(
        new Error(
          `${scriptUrl} loaded, but it does not define SmileLinkModal. Check that it is the widget's script.`,
        ),
      );
    };
    script.onerror = () => {
      script.remove();
      reject(
        new Error(
          `${scriptUrl} did not load. Check the address, and that no content security policy or content blocker stops it.`,
        ),
      );
    };
    document.head.append(script);
  });
}

/** An element with the id `SmileLinkModal` also defines a global of this name, so only a function counts. */
function definedClass(): SmileLinkModalClass | undefined {
  const found = (globalThis as { SmileLinkModal?: unknown }).SmileLinkModal;
  return typeof found === 'function' ? (found as SmileLinkModalClass) : undefined;
}
