/** `npm run worker`: installs and builds what is missing, then reminds in a process of its own. */
import { runInForeground } from './foreground.mjs';
import { build, install, requireNode, WORKER } from './prepare.mjs';

requireNode();
await install();
await build();
runInForeground(WORKER, []);
