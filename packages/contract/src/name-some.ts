/** Lists the first `most` names and counts the others: `a, b and 3 more`. */
export function nameSome(names: readonly string[], most = 10): string {
  const others = names.length - most;
  return names.slice(0, most).join(', ') + (others > 0 ? ` and ${others} more` : '');
}
