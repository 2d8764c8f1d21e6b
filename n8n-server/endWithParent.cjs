// Preloaded into every n8n process: when the process that started it is gone without having
// stopped it (killed, crashed), it ends too instead of holding its ports for ever.
const parent = process.ppid;

setInterval(() => {
	if (process.ppid !== parent) process.exit(1);
}, 1000).unref();
