// violates: read-models-know-events-only
import { handler } from '../application/case.command-handler';

export const used = handler;
