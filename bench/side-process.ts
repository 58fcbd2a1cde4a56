import type { SideOptions } from './open-side';
import type { SideReport } from './side';
import { openSide, type SideName } from './sides';

/** The process of one side: prepares it, does what it is asked, one thing at a time, and cleans up. */
async function main(name: SideName, options: SideOptions): Promise<void> {
  process.once('disconnect', () => process.exit());
  const side = await openSide(name, options);
  process.on('message', (work: string) => {
    if (work === 'close') {
      void side.close().then(() => process.exit());
      return;
    }
    const ask = side.works[work];
    if (!ask) return report({ failed: `${name} cannot ${work}` });
    ask().then(
      (done) => report({ done }),
      (error: Error) => report({ failed: error.stack ?? error.message }),
    );
  });
  report({ done: 'ready' });
}

function report(message: SideReport): void {
  process.send?.(message);
}

const [, , name, options] = process.argv;
main(name as SideName, JSON.parse(options ?? '{}') as SideOptions).catch((error: Error) =>
  report({ failed: error.stack ?? error.message }),
);
