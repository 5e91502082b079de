#!/usr/bin/env node
// This file is plain JavaScript without static imports, so that an older Node can also run it and print the
// message below.
const needed = 24;
if (Number.parseInt(process.versions.node, 10) < needed) {
  console.error(
    `winkwire needs Node ${needed} or newer; this is ${process.version}. Run it with:\n` +
      `  npx -p node@${needed} -p winkwire winkwire ${process.argv.slice(2).join(' ')}`,
  );
  process.exitCode = 1;
} else {
  await import('../src/main.ts');
}
