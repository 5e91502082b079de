/*
 * Limits for reading an untrusted file. Most are checked before memory is allocated. The others limit the child
 * process.
 */

const mebibyte = 1024 * 1024;

/** Most phones take photos of 12 to 50 million pixels. */
export const maximumPixels = 50_000_000;
/**
 * The maximum number of pixels in all pictures that a page of a PDF draws. A scan in strips has at most 50 million
 * pixels, and PDFium draws 500 million in one second.
 */
export const maximumDrawnPixels = 500_000_000;
/**
 * The maximum size of one decoded stream, image or strip. An A4 scan in colour has 26 MB at 300 dpi, and 104 MB at 600
 * dpi.
 */
export const maximumDecodedBytes = 256 * mebibyte;
/** A JPEG's pixels times its scans (passes). Cameras write progressive JPEGs with about ten scans. */
export const maximumScannedPixels = 1_000_000_000;
/** The maximum size of the JPEG that replaces a HEIC. An uploaded file has the same limit. */
export const maximumJpegBytes = 15 * mebibyte;
/** Further pages are not read. A payslip has one or two. */
export const maximumPagesRead = 10;
/** The maximum number of pages of a PDF. Personal documents have fewer. */
export const maximumPages = 500;
/** The maximum for one tag of a TIFF, which may list all strips or tiles. */
export const maximumTagValues = 100_000;

/**
 * The maximum memory of a child, also stated in `docs/operating.md` and `docs/security.md`. Operators must plan for 1
 * GB, because a child may allocate more between two checks.
 */
export const residentBytes = {
  inspect: 400 * mebibyte,
  convert: 900 * mebibyte,
  read: 900 * mebibyte,
  examine: 900 * mebibyte,
  draw: 900 * mebibyte,
};
/**
 * The maximum memory that a child may reserve, in KB, for `ulimit -d`. A child that recognises pictures reserves 1,280
 * MB, although it uses only 200 MB.
 */
export const reservedKilobytes = 2_600_000;
/** The JavaScript heap of a child, in MB. */
export const heapMegabytes = 512;

/** The maximum time for drawing a page that a person looks at, in ms. */
export const drawingMilliseconds = 15_000;
/** The maximum time for inspecting all files of an upload, except HEIC, in ms. The user waits for the inspection. */
export const inspectionMilliseconds = 15_000;
/**
 * The maximum time for converting all HEIC files of an upload, in ms. A photograph of 12 million pixels takes 1 s, or 7
 * s on a slow, busy core.
 */
export const conversionMilliseconds = 45_000;
/** The maximum time for reading all files of an archive, in ms. The recogniser takes 1 s for a payslip at 120 dpi. */
export const archiveMilliseconds = 120_000;

/**
 * How long an archive is read, in ms, before another archive may interrupt it. Other users must not wait for two
 * minutes.
 */
export const quickMilliseconds = 4_000;
/** If this many interrupted archives wait in a process, it interrupts no others. */
export const mostSlowWaiting = 100;

/**
 * How many uploads are inspected at once. The same limits apply to the reading of archives, but slow archives count
 * only towards `ofAll`.
 */
export const places = { ofAll: 3, ofTenant: 2, ofUser: 1 };
/**
 * Inspections must not wait for a conversion, which may take 45 s. All inspections together use at most 1.3 GB, and all
 * conversions 1.9 GB.
 */
export const conversionPlaces = { ofAll: 2, ofTenant: 1, ofUser: 1 };
