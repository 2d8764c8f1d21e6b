import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the model says in one turn: tool calls, or the text it ends with. */
export type ModelTurn =
	{ calls: Array<{ tool: string; arguments: Record<string, unknown> }> } | { text: string };

interface ChatMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | null;
	tool_call_id?: string;
}

interface OfferedTool {
	function: {
		name: string;
		description: string;
		parameters: { properties: Record<string, { type: string; description?: string }> };
	};
}

interface ChatRequest {
	model: string;
	messages: ChatMessage[];
	tools?: OfferedTool[];
	stream?: boolean;
}

/**
 * A language model's API on loopback, as OpenAI's chat completions are published. It does not think:
 * it says what the test tells it to, and keeps what it was told.
 */
export class ModelStandIn {
	/** What was asked of the model, in order. */
	requests: ChatRequest[] = [];

	private turns: ModelTurn[] = [];
	private calls = 0;

	private constructor(private readonly server: Server) {}

	static async start(): Promise<ModelStandIn> {
		const server = createServer();
		const model = new ModelStandIn(server);
		server.on('request', (request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const { status, body } =
					request.method === 'POST' && request.url === '/v1/chat/completions'
						? model.complete(JSON.parse(Buffer.concat(chunks).toString()) as ChatRequest)
						: refusal(404, `Only POST /v1/chat/completions is imitated, not ${request.url}`);
				response.writeHead(status, { 'content-type': 'application/json' });
				response.end(JSON.stringify(body));
			});
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return model;
	}

	/** For the Base URL of n8n's OpenAI credential. */
	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	/** What the model says next, turn by turn; forgets what was before. */
	script(...turns: ModelTurn[]): void {
		this.turns = turns;
		this.requests = [];
	}

	/** The tools it was offered in the first request. */
	get tools(): Array<OfferedTool['function']> {
		return (this.requests[0]?.tools ?? []).map((tool) => tool.function);
	}

	/** What the tools answered, as the model was told, in order. */
	get toolResults(): string[] {
		const { messages = [] } = this.requests.at(-1) ?? {};
		return messages.filter(({ role }) => role === 'tool').map(({ content }) => content ?? '');
	}

	async close(): Promise<void> {
		const closed = once(this.server, 'close');
		this.server.close();
		this.server.closeAllConnections();
		await closed;
	}

	private complete(request: ChatRequest): { status: number; body: object } {
		this.requests.push(request);
		if (request.stream) return refusal(400, 'Streaming is not imitated');
		const turn = this.turns.shift();
		if (!turn) return refusal(400, 'The test has told the model nothing more to say');
		const message =
			'text' in turn
				? { role: 'assistant', content: turn.text }
				: {
						role: 'assistant',
						content: null,
						tool_calls: turn.calls.map((call) => ({
							id: `call_${++this.calls}`,
							type: 'function',
							function: { name: call.tool, arguments: JSON.stringify(call.arguments) },
						})),
					};
		const reason = 'text' in turn ? 'stop' : 'tool_calls';
		const body = {
			id: `chatcmpl-${this.requests.length}`,
			object: 'chat.completion',
			created: 0,
			model: request.model,
			choices: [{ index: 0, message, finish_reason: reason }],
			usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
		};
		return { status: 200, body };
	}
}

function refusal(status: number, message: string): { status: number; body: object } {
	return { status, body: { error: { message, type: 'invalid_request_error' } } };
}
