// Preloaded into every n8n process: shortens 8x8's minute in our node, so that what takes minutes
// takes seconds.
const Module = require('node:module');

const windowMs = Number(process.env.WINDOW_MS);
const load = Module._load;

Module._load = function (request, ...others) {
	const loaded = load.call(this, request, ...others);
	if (request.endsWith('/rateLimit') && loaded.surroundings)
		loaded.surroundings.windowMs = windowMs;
	return loaded;
};
