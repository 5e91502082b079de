/*
 * What an untrusted file may cost. Bytes, pixels and pages are counted before anything is allocated for them. Costs that
 * cannot be predicted are limited by the child's memory and time.
 */

const mebibyte = 1024 * 1024;

/** The largest photo of a phone has about 50 million pixels. */
export const maximumPixels = 50_000_000;
/** For one decoded stream, image or strip. A scanned A4 page in colour has 26 MB at 300 dpi, and 104 MB at 600. */
export const maximumDecodedBytes = 256 * mebibyte;
/** Pixels times scans of a progressive JPEG; cameras write about ten scans. */
export const maximumScannedPixels = 1_000_000_000;
/** A payslip has one or two pages. The rest of a long document is not read. */
export const maximumPagesRead = 10;
/** No personal document has so many. */
export const maximumPages = 500;
/** For strips or tiles of one picture, and for values of any other tag of a TIFF. */
export const maximumTagValues = 100_000;

/** 1 GB is promised. The child is killed earlier, because it continues to allocate until the next check. */
export const residentBytes = { inspect: 400 * mebibyte, read: 900 * mebibyte };
/**
 * For `ulimit -d`, which also counts reserved memory: a child that recognises pictures reserves 1,280 MB and uses 200 MB.
 * This limit stops an allocation of a gigabyte between two checks.
 */
export const reservedKilobytes = 2_600_000;
/** Only the heap of JavaScript. */
export const heapMegabytes = 512;

/** For opening all files of an upload, while its user waits for the response. */
export const inspectionMilliseconds = 15_000;
/** For all files of an archive together. The recogniser takes 1 s for a payslip at 120 dpi. */
export const archiveMilliseconds = 120_000;

/**
 * A reading that takes longer makes room if another archive waits, and starts again in the one place for slow archives. So a
 * user whose files take two minutes each does not keep others waiting for two minutes.
 */
export const quickMilliseconds = 4_000;
/** Slow archives that may wait in one process. Beyond that, slow readings make no room. */
export const mostSlowWaiting = 100;

/**
 * Processes at the same time, for inspecting and again for reading. A user never has two, and a tenant leaves one to the
 * others, so a user whose files take long does not block others.
 */
export const places = { ofAll: 3, ofTenant: 2, ofUser: 1 };
