/** Loaded before the command: whatever opens a socket or asks for a name ends the process. */
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

function refuse(what: string) {
  return () => {
    process.stderr.write(`${what} was called\n`);
    process.exit(99);
  };
}

net.Socket.prototype.connect = refuse('connect') as unknown as typeof net.Socket.prototype.connect;
dns.lookup = refuse('lookup') as unknown as typeof dns.lookup;
dns.promises.lookup = refuse('lookup') as unknown as typeof dns.promises.lookup;
dgram.createSocket = refuse('createSocket') as unknown as typeof dgram.createSocket;
