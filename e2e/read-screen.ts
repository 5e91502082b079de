import { fileURLToPath } from 'node:url';
import type { virtual } from '@guidepup/virtual-screen-reader';
import type { Frame } from '@playwright/test';
import { build } from 'rolldown';

/** The maximum number of phrases that are read from a screen. Every screen has fewer. */
const limit = 400;

type Reader = typeof virtual;

let bundled: Promise<string> | undefined;

async function bundle(): Promise<string> {
  const { output } = await build({
    input: fileURLToPath(import.meta.resolve('@guidepup/virtual-screen-reader')),
    platform: 'browser',
    output: { format: 'iife', name: 'screenReader', minify: true },
    write: false,
  });
  return output[0].code;
}

/**
 * What a screen reader says from top to bottom. An open dialog is read alone, because the screen behind it is inert.
 */
export async function readScreen(frame: Frame): Promise<string[]> {
  bundled ??= bundle();
  const script = await bundled;
  await frame.evaluate(`window.screenReader ??= (() => { ${script}; return screenReader; })()`);
  return frame.evaluate(async (most) => {
    const { screenReader } = window as unknown as { screenReader: { virtual: Reader } };
    const reader = screenReader.virtual;
    const focused = document.activeElement as HTMLElement | null;
    await reader.start({ container: document.querySelector<HTMLElement>('dialog[open]') ?? document.body });
    const spoken = [await reader.lastSpokenPhrase()];
    while (spoken.length < most && !/^end of (document|dialog)/.test(spoken.at(-1) ?? '')) {
      await reader.next();
      spoken.push(await reader.lastSpokenPhrase());
    }
    await reader.stop();
    focused?.focus({ preventScroll: true });
    if (spoken.length === most) throw new Error('The screen reader did not reach the end of the screen.');
    return spoken;
  }, limit);
}
