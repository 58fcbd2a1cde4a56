/**
 * `npm start`: installs and builds what is missing, then runs the program in the foreground with the arguments given.
 * Signals reach the program, and its exit code or signal becomes this one's.
 */
import { spawn } from 'node:child_process';
import { build, install, PROGRAM, requireNode } from './prepare.mjs';

requireNode();
await install();
await build();

const child = spawn(process.execPath, [PROGRAM, ...process.argv.slice(2)], { stdio: 'inherit' });
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of signals) process.on(signal, () => child.kill(signal));
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
child.once('exit', (code, signal) => {
  if (signal === null) {
    process.exitCode = code;
    return;
  }
  for (const each of signals) process.removeAllListeners(each);
  process.kill(process.pid, signal);
});
