// violates: kernel-opens-no-file-and-no-socket
import { connect } from 'node:net';

export const used = connect;
