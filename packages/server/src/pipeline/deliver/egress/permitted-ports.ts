// biome-ignore-all lint/style/noNonNullAssertion: the value was validated before
/**
 * The "bad ports" of the Fetch standard, and the ports of remote desktops, databases and queues. Their servers could
 * execute a POST as commands.
 */
const otherProtocols: ReadonlySet<number> = new Set([
  ...[
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  ],
  ...[
    109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  ],
  ...[526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049],
  ...[3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080],
  ...[
    445, 873, 1433, 1521, 2375, 2376, 2379, 2380, 3306, 3389, 5432, 5672, 5900, 5984, 6379, 6443, 7000, 7001,
  ],
  ...[9042, 9092, 9200, 9300, 10_250, 11_211, 27_017, 27_018, 27_019],
]);

/** Ports and ranges, such as `443` and `8000-8999`. A port of `otherProtocols` must be listed on its own. */
export function permittedPorts(list: readonly string[]): (port: number) => boolean {
  const ranges = list.map((text) => {
    const [from, to = from] = text.split('-').map(Number);
    return { from: from!, to: to! };
  });
  return (port) =>
    ranges.some(({ from, to }) => port >= from && port <= to && (from === to || !otherProtocols.has(port)));
}
