/*
 * Limits for the cost of reading an untrusted file. Bytes, pixels and pages are counted before anything is allocated
 * for them. Costs that cannot be predicted are limited by the memory and time of the child process.
 */

const mebibyte = 1024 * 1024;

/** The maximum number of pixels in a picture. Most phones take photos of 12 to 50 million pixels. */
export const maximumPixels = 50_000_000;
/**
 * The maximum number of pixels of all pictures that a page of a PDF draws. A scanned page that is stored in strips has
 * at most 50 million. PDFium draws 500 million in one second.
 */
export const maximumDrawnPixels = 500_000_000;
/**
 * The maximum size of one decoded stream, image or strip. A scanned A4 page in colour has 26 MB at 300 dpi, and 104
 * MB at 600 dpi.
 */
export const maximumDecodedBytes = 256 * mebibyte;
/**
 * A JPEG may be stored in several passes, which are called scans. This is the maximum of its pixels multiplied by its
 * scans. Cameras that write progressive JPEGs use about ten scans.
 */
export const maximumScannedPixels = 1_000_000_000;
/** The maximum size of the JPEG that is kept instead of a HEIC. An uploaded file has the same limit. */
export const maximumJpegBytes = 15 * mebibyte;
/** At most this many pages of a file are read. A payslip has one or two. The rest of a longer file is not read. */
export const maximumPagesRead = 10;
/** The maximum number of pages of a PDF. Personal documents have fewer. */
export const maximumPages = 500;
/**
 * The maximum number of values of one tag in a TIFF. The tag that lists the strips or tiles has a value for
 * each of them.
 */
export const maximumTagValues = 100_000;

/**
 * The maximum memory of a child process in bytes, keyed by the task that it runs. `docs/operating.md` and
 * `docs/security.md` state these limits. Operators have to plan for 1 GB, because a child may allocate more between two
 * checks of its memory.
 */
export const residentBytes = {
  inspect: 400 * mebibyte,
  convert: 900 * mebibyte,
  read: 900 * mebibyte,
  examine: 900 * mebibyte,
  draw: 900 * mebibyte,
};
/**
 * The maximum for `ulimit -d`, in KB. It also counts memory that is only reserved: a child that recognises pictures
 * reserves 1,280 MB and uses 200 MB. This limit stops an allocation of several gigabytes between two checks of the
 * child's memory.
 */
export const reservedKilobytes = 2_600_000;
/** The maximum size of a child's JavaScript heap, in MB. Memory outside of the heap does not count. */
export const heapMegabytes = 512;

/** In ms: the maximum time for drawing a page that a person looks at. */
export const drawingMilliseconds = 15_000;
/**
 * In ms: the maximum time for inspecting all files of an upload, except those in HEIC. The user waits for the response
 * meanwhile.
 */
export const inspectionMilliseconds = 15_000;
/**
 * In ms: the maximum time for converting all HEIC files of an upload, in addition to the time for inspecting its
 * other files. A photograph of 12 million pixels takes 1 s on a fast core, and 7 s on a slow one that is busy.
 */
export const conversionMilliseconds = 45_000;
/**
 * In ms: the maximum time for reading all files of an archive together. The recogniser takes 1 s for a payslip at 120
 * dpi.
 */
export const archiveMilliseconds = 120_000;

/**
 * In ms. If reading an archive takes longer than this while another archive waits, it counts as slow. Its reading is
 * interrupted, because it may take two minutes, and other users must not wait for it. The reading starts again later.
 * Slow archives are read one at a time.
 */
export const quickMilliseconds = 4_000;
/**
 * How many interrupted archives may wait in one process. If this many wait, no further reading is interrupted.
 */
export const mostSlowWaiting = 100;

/**
 * The maximum number of uploads that a process inspects at the same time: in total, of one tenant, and of one user. So
 * a user whose files take long does not block others. The same numbers apply separately to the archives that a process
 * reads at the same time. A slow archive counts in the total, but not for its tenant and its user.
 */
export const places = { ofAll: 3, ofTenant: 2, ofUser: 1 };
/**
 * The maximum number of uploads whose HEIC files a process converts at the same time. Conversions are counted
 * separately, because a conversion may take 45 s, and inspections must not wait for it. With `residentBytes`, all
 * inspections together use at most 1.3 GB, and all conversions 1.9 GB.
 */
export const conversionPlaces = { ofAll: 2, ofTenant: 1, ofUser: 1 };
