/** Marks of direction, fillers, variation selectors, line separators and controls. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Spaces stay. */
export const withoutInvisible = (text: string): string => text.replace(invisible, '');
