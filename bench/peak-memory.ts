/** Preloaded into a measured process (with --expose-gc): says at its end how large its live heap was at most, in bytes. */
let most = 0;
const look = () => {
  globalThis.gc?.();
  most = Math.max(most, process.memoryUsage().heapUsed);
};
setInterval(look, 100).unref();
process.on('exit', () => {
  look();
  process.stderr.write(`peak ${most}\n`);
});
