import { excerpt, type Suspicion } from './suspicion.ts';

/** Programs that change finished documents or pictures, but not those that only make, merge or compress files. */
const editors =
  /photoshop|\bgimp\b|illustrator|affinity|pixelmator|inkscape|coreldraw|photopea|paint\.net|\bcanva\b|picsart|snapseed|pdfescape|\bsejda\b|pdf-?xchange editor|phantompdf|foxit pdf editor|pdfelement|pdffiller|dochub|nitro (?:pdf )?pro|infix pdf|pdf studio|master pdf editor|libreoffice draw|^draw$/i;

export function editorOf(programs: readonly (string | undefined)[]): Suspicion[] {
  const named = programs.map((program) => program?.slice(0, 200).trim());
  const editor = named.find((program) => program !== undefined && editors.test(program));
  return editor ? [{ kind: 'EDITOR', page: null, detail: excerpt(editor) }] : [];
}
