/**
 * The address by which readers reach the service (`PUBLIC_URL`). Links that leave it, in mail above all, are made here and
 * nowhere else: what a request says of its host is its sender's word.
 */
export class PublicAddress {
  /** @param url checked at the start */
  constructor(private readonly url: string) {}

  /** @param path of a page, beginning with one slash; throws `RangeError` for what would lead elsewhere */
  link(path: string): string {
    if (!/^\/(?![/\\])/.test(path)) throw new RangeError('A link is made of the path of a page: /sign-in');
    return new URL(path, this.url).href;
  }
}
