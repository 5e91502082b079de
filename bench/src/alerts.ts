import { watchFaults } from './alerts/watch-faults.ts';

/*
 * Injects ten faults into real servers. A real Prometheus with the rules of deploy/prometheus watches each
 * server. Prints which alerts fire and when. The script needs Prometheus, openssl, and the right to mount a
 * small disk. The arguments are the names of faults. Without arguments, all faults are injected: npm run alerts
 * -w bench
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
