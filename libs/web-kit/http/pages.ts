import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormErrors } from '../form-errors';
import type { Link, Query } from '../addresses';
import type { PageFrame, PageMoment } from '../page-frame';

/** What a controller says of its page; the rest of the frame follows from the request. */
export interface PageHead {
  readonly title: string;
  readonly breadcrumbs?: readonly Link[];
  readonly errors?: FormErrors;
  /** For a refused form: the path of the form's own page. */
  readonly formPath?: string;
  /** The query of that page, where it is not the request's: what a page repeats of an address stands in its forms. */
  readonly query?: Query;
}

/** Makes pages for requests. The application implements it: it knows who is signed in and what the record stands at. */
export abstract class Pages {
  /**
   * The moment that the request asks to see, once the reader's own last command is applied (waits at most 2 s).
   * Throws a 400 `Problem` where it asks for a date that cannot be shown.
   */
  abstract moment(request: FastifyRequest): Promise<PageMoment>;
  /** Sends a page; 200 unless told. */
  abstract send<C extends object>(
    request: FastifyRequest,
    reply: FastifyReply,
    template: string,
    head: PageHead,
    context: C,
    status?: number,
  ): Promise<void>;
  /**
   * Sends a page to whoever has a secret address: for nobody in particular, of today, and without anything of that address.
   */
  abstract sendToHolder<C extends object>(
    request: FastifyRequest,
    reply: FastifyReply,
    template: string,
    head: Pick<PageHead, 'title' | 'errors'>,
    context: C,
    status?: number,
  ): Promise<void>;
  /** After a POST: remembers the command's event for the next page, says what was done, and answers 303. */
  abstract done(request: FastifyRequest, reply: FastifyReply, next: AfterPost): Promise<void>;
}

export interface AfterPost {
  readonly location: string;
  readonly seen?: { readonly stream: string; readonly revision: number };
  readonly flash?: { readonly text: string; readonly href?: string; readonly linkText?: string };
}

/** A page's own context together with its frame: what its template sees. */
export type PageOf<C extends object> = C & PageFrame;
