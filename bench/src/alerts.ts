import { watchFaults } from './alerts/watch-faults.ts';

/*
 * `npm run alerts -w bench [faults]` injects faults into real servers and prints which alerts fire. It needs
 * Prometheus, openssl, and the right to mount a small disk.
 */
const results = await watchFaults(process.argv.slice(2));
console.log('| fault | its alert | fired after | other alerts |');
console.log('| --- | --- | --- | --- |');
for (const { fault, alert, seconds, others } of results) {
  const fired = seconds === undefined ? 'not within 150 s' : `${seconds} s`;
  console.log(`| ${fault} | ${alert} | ${fired} | ${others.join(', ') || 'none'} |`);
  if (seconds === undefined || seconds > 120 || others.length > 0) process.exitCode = 1;
}
process.exit();
