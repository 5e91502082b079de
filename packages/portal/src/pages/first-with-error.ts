interface Control {
  name?: string;
}

/** The first control with an error. The errors may be in another order than the controls. */
export const firstWithError = <Some extends Control>(
  controls: readonly Some[],
  errors: Record<string, string>,
): Some | undefined => controls.find(({ name }) => name !== undefined && Object.hasOwn(errors, name));
