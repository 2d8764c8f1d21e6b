import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

/** Answers a request, whatever its URL, method and content type. Must not throw. */
export type Serve = (request: FastifyRequest, reply: FastifyReply) => void;

/**
 * An HTTP server that leaves every decision to `serve`: URLs reach it raw, so that an encoded slash
 * stays one, and bodies unread, whatever they claim to be.
 */
export function createHttpServer(serve: Serve): FastifyInstance {
	const server = fastify({
		exposeHeadRoutes: false,
		// Hanging answers and event streams would keep it from closing.
		forceCloseConnections: true,
		// A URL that is not valid percent-encoding.
		frameworkErrors: (_error, request, reply) => serve(request, reply),
	});
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', (_request, _payload, done) => done(null));
	// A content type that is not one.
	server.setErrorHandler((_error, request, reply) => serve(request, reply));
	// A method fastify does not know.
	server.setNotFoundHandler(serve);
	server.all('*', serve);
	return server;
}
