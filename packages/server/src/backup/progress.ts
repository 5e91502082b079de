/**
 * Reports how far the work has come. `what` names the things that are counted, or the entry that is being
 * restored. `done` of them are finished, of `all`, which is absent if the total is not known.
 */
export type Progress = (step: { what: string; done: number; all?: number }) => void;
