/** `npm run token`, `backup` and the other commands: installs and builds what is missing, then carries one out. */
import { runInForeground } from './foreground.mjs';
import { build, COMMAND_LINE, install, requireNode } from './prepare.mjs';

requireNode();
await install();
await build();
runInForeground(COMMAND_LINE, process.argv.slice(2));
