/** `done` of `all` parts of the work are finished. `all` is absent if the total is not known. */
export type Progress = (step: { what: string; done: number; all?: number }) => void;
