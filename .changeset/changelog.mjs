/*
 * Formats the lines of the changelogs. They contain no commit hashes, which readers do not need. They also do
 * not list updated dependencies, because all packages share one version.
 */
export default {
  getReleaseLine({ summary }) {
    return `- ${summary.trim().replaceAll('\n', '\n  ')}`;
  },
  getDependencyReleaseLine() {
    return '';
  },
};
