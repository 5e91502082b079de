/**
 * Reports how far the work has come: `done` of `all` things are finished. `all` is absent if the total is not known.
 * `what` names these things, or the entry that is being restored.
 */
export type Progress = (step: { what: string; done: number; all?: number }) => void;
