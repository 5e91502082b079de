/*
 * The limits of what reading an untrusted file may cost. Bytes, pixels and pages are counted before anything is
 * allocated for them. Costs that cannot be predicted are limited by the memory and time of the child process.
 */

const mebibyte = 1024 * 1024;

/** The largest photo of a phone has about 50 million pixels. */
export const maximumPixels = 50_000_000;
/**
 * The maximum size of one decoded stream, image or strip. A scanned A4 page in colour has 26 MB at 300 dpi, and 104
 * MB at 600 dpi.
 */
export const maximumDecodedBytes = 256 * mebibyte;
/** The maximum number of pixels times scans of a progressive JPEG. Cameras write about ten scans. */
export const maximumScannedPixels = 1_000_000_000;
/** A payslip has one or two pages. The rest of a long document is not read. */
export const maximumPagesRead = 10;
/** The maximum number of pages of a file. Personal documents have fewer. */
export const maximumPages = 500;
/** The maximum number of strips or tiles in a picture, and of values of any other tag in a TIFF. */
export const maximumTagValues = 100_000;

/** The documented limit is 1 GB. A child is killed earlier, because it allocates more until the next check. */
export const residentBytes = { inspect: 400 * mebibyte, read: 900 * mebibyte };
/**
 * The limit of `ulimit -d`, which also counts reserved memory: a child that recognises pictures reserves 1,280 MB and
 * uses 200 MB. This limit stops an allocation of a gigabyte between two checks.
 */
export const reservedKilobytes = 2_600_000;
/** The limit of the JavaScript heap only. */
export const heapMegabytes = 512;

/** The time for opening all files of an upload. The user waits for the response meanwhile. */
export const inspectionMilliseconds = 15_000;
/** The time for all files of an archive together. The recogniser takes 1 s for a payslip at 120 dpi. */
export const archiveMilliseconds = 120_000;

/**
 * If a reading takes longer and another archive waits, the reading makes room. It starts again in the one place for
 * slow archives. So one user's slow files, which may take two minutes each, do not make others wait for two minutes.
 */
export const quickMilliseconds = 4_000;
/** How many slow archives may wait in one process. If there are more, slow readings do not make room. */
export const mostSlowWaiting = 100;

/**
 * How many processes run at the same time, for inspecting and also for reading. A user never has two of them, and a
 * tenant never has all. So a user whose files take long does not block others.
 */
export const places = { ofAll: 3, ofTenant: 2, ofUser: 1 };
