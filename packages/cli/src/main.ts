import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { backfillCommand } from './commands/backfill.ts';
import { backupCommand } from './commands/backup.ts';
import { devCommand } from './commands/dev.ts';
import { doctorCommand } from './commands/doctor.ts';
import { eventsCommand } from './commands/events.ts';
import { initCommand } from './commands/init.ts';
import { listenCommand } from './commands/listen.ts';
import { publishCommand } from './commands/publish.ts';
import { replayCommand } from './commands/replay.ts';
import { restoreCommand } from './commands/restore.ts';
import { serveCommand } from './commands/serve.ts';
import { signInCommand } from './commands/sign-in.ts';
import { triggerCommand } from './commands/trigger.ts';
import { verifyCommand } from './commands/verify.ts';
import { endWithTwo } from './create-command.ts';
import { endWithNpm } from './end-with-npm.ts';
import { reportFailure } from './report-failure.ts';
import { watchOutput } from './watch-output.ts';

const commands = [
  devCommand(),
  initCommand(),
  serveCommand(),
  signInCommand(),
  doctorCommand(),
  backupCommand(),
  restoreCommand(),
  listenCommand(),
  triggerCommand(),
  publishCommand(),
  eventsCommand(),
  replayCommand(),
  backfillCommand(),
  verifyCommand(),
];

const program = endWithTwo(new Command('winkwire'), () => '`winkwire help COMMAND` explains a command')
  .description('Signed webhooks for back ends and callbacks for pages, from one durable event log.')
  .version(manifest.version);
for (const command of commands) program.addCommand(command);
watchOutput();
endWithNpm();

try {
  await program.parseAsync();
} catch (error) {
  reportFailure(error);
}
