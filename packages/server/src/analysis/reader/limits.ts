/*
 * What a stranger's file may cost. Bytes, pixels and pages are counted before anything is allocated for them; what no
 * count foresees ends with the child's memory or its time.
 */

const mebibyte = 1024 * 1024;

/** A phone's largest photo has some 50 million pixels. */
export const maximumPixels = 50_000_000;
/** Of one decoded stream, image or strip: a scanned page of A4 in colour has 26 MB at 300 dpi, 104 MB at 600. */
export const maximumDecodedBytes = 256 * mebibyte;
/** Pixels times scans of a progressive JPEG; cameras write about ten scans. */
export const maximumScannedPixels = 1_000_000_000;
/** A payslip has one page or two; the rest of a long document is not read. */
export const maximumPagesRead = 10;
/** No document of a person has so many. */
export const maximumPages = 500;
/** Strips or tiles of one picture, and values of any other tag of a TIFF. */
export const maximumTagValues = 100_000;

/** 1 GB is promised; the child is killed before that, since it goes on allocating until the next look. */
export const residentBytes = { inspect: 400 * mebibyte, read: 900 * mebibyte };
/**
 * For `ulimit -d`, which counts what is reserved, too: a child that recognises pictures reserves 1,280 MB and uses
 * 200 MB. It stops what would allocate a gigabyte between two looks.
 */
export const reservedKilobytes = 2_600_000;
/** The heap of JavaScript alone. */
export const heapMegabytes = 512;

/** For opening all files of an upload, whose user waits for the answer. */
export const inspectionMilliseconds = 15_000;
/** For all files of an archive together. The recogniser takes 1 s for a payslip at 120 dpi. */
export const archiveMilliseconds = 120_000;

/**
 * A reading that takes longer makes room when somebody else waits, and begins again in the one place for slow archives. So
 * whoever sends files that take two minutes each keeps nobody waiting for two minutes.
 */
export const quickMilliseconds = 4_000;
/** Slow archives that wait in one process. Beyond that, slow readings make no room. */
export const mostSlowWaiting = 100;

/**
 * Processes at once, for inspecting and again for reading. One user never holds two, and one tenant leaves one to the
 * others: whoever sends files that take long keeps nobody else waiting.
 */
export const places = { ofAll: 3, ofTenant: 2, ofUser: 1 };
