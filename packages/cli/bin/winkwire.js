#!/usr/bin/env node
// Plain JavaScript with nothing imported yet, so that an older Node can read it as far as the sentence.
const needed = 24;
if (Number.parseInt(process.versions.node, 10) < needed) {
  console.error(
    `winkwire needs Node ${needed} or newer, and this is ${process.version}.\n` +
      `  npx -p node@${needed} -p winkwire winkwire ${process.argv.slice(2).join(' ')}`,
  );
  process.exitCode = 1;
} else {
  await import('../src/main.ts');
}
