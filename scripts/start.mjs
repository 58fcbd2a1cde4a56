/** `npm start`: installs and builds what is missing, then serves with the arguments given. */
import { runInForeground } from './foreground.mjs';
import { build, install, PROGRAM, requireNode } from './prepare.mjs';

requireNode();
await install();
await build();
runInForeground(PROGRAM, process.argv.slice(2));
