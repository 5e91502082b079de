/*
 * Formats the lines of the changelogs. The lines contain no commit hashes, which readers do not need. Updated
 * dependencies get no lines, because all packages share one version.
 */
export default {
  getReleaseLine({ summary }) {
    return `- ${summary.trim().replaceAll('\n', '\n  ')}`;
  },
  getDependencyReleaseLine() {
    return '';
  },
};
