import { openAdapterAppending, openClientAppending } from './event-store/appending';
import { openAdapterFollowing, openClientSubscription } from './event-store/following';
import { openEmmettAppending, openOurAppending, openRawAppending } from './log/appending';
import { openEmmettReplay, openOurReplay, openRawScan, openRebuild } from './log/replaying';
import type { OpenSide, SideOptions } from './open-side';
import { openPlanning } from './reminders/planning';
import { openBareJobs, openFileAlarms, openRedisAlarms } from './reminders/ringing';
import { openBareCommand } from './web/bare-command';
import { openBarePage } from './web/bare-page';
import { openTracker } from './web/tracker-server';

/** Everything that is measured, by the name under which its process is started. */
const SIDES = {
  'our-appending': openOurAppending,
  'raw-appending': openRawAppending,
  'emmett-appending': openEmmettAppending,
  'our-replay': openOurReplay,
  'raw-scan': openRawScan,
  'emmett-replay': openEmmettReplay,
  rebuild: openRebuild,
  'adapter-appending': openAdapterAppending,
  'client-appending': openClientAppending,
  'adapter-following': openAdapterFollowing,
  'client-subscription': openClientSubscription,
  'redis-alarms': openRedisAlarms,
  'file-alarms': openFileAlarms,
  'bare-jobs': openBareJobs,
  planning: openPlanning,
  tracker: openTracker,
  'bare-command': openBareCommand,
  'bare-page': openBarePage,
} satisfies Readonly<Record<string, (options: SideOptions) => Promise<OpenSide>>>;

export type SideName = keyof typeof SIDES;

export function openSide(name: SideName, options: SideOptions): Promise<OpenSide> {
  return SIDES[name](options);
}
