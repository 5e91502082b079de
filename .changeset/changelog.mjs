/*
 * Lines of the changelogs. All packages share one version, so a list of updated dependencies says nothing, and readers
 * do not need commit hashes.
 */
export default {
  getReleaseLine({ summary }) {
    return `- ${summary.trim().replaceAll('\n', '\n  ')}`;
  },
  getDependencyReleaseLine() {
    return '';
  },
};
