interface Control {
  name?: string;
}

/** The first control with an error, in the order of the controls. The errors may be in another order. */
export const firstWithError = <Some extends Control>(
  controls: readonly Some[],
  errors: Record<string, string>,
): Some | undefined => controls.find(({ name }) => name !== undefined && Object.hasOwn(errors, name));
