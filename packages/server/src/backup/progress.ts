/** Reports how far the work has come. `all` is an estimate, and absent if nothing is known. */
export type Progress = (step: { what: string; done: number; all?: number }) => void;
