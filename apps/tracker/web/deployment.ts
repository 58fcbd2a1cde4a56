/** What pages say of the place where they are served. */
export abstract class Deployment {
  abstract readonly council: string;
  abstract readonly demonstration: boolean;
  abstract readonly version: string;
}
