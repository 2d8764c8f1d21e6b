import type { DeskView } from '../../simulator/deskView.mts';
import type { Simulator } from '../../simulator/simulator.mts';

/** A desk's stream, as a page reads it. */
export class DeskStream {
	/** Everything that came, as it came. */
	received = '';

	private constructor(
		readonly response: Response,
		private readonly reader: ReadableStreamDefaultReader<Uint8Array>,
		private readonly stop: AbortController,
	) {}

	static async open(simulator: Simulator, guidOrCallId?: string): Promise<DeskStream> {
		const query =
			guidOrCallId === undefined ? '' : `?interaction=${encodeURIComponent(guidOrCallId)}`;
		const stop = new AbortController();
		const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(8000)]);
		const response = await fetch(`${simulator.deskUrl}/events${query}`, { signal });
		if (!response.body) throw new Error('The stream has no body');
		return new DeskStream(response, response.body.getReader(), stop);
	}

	/** Waits until the stream has sent a view that meets the condition. */
	async until(condition: (view: DeskView) => boolean): Promise<DeskView> {
		for (;;) {
			const view = this.latest();
			if (view && condition(view)) return view;
			const { done, value } = await this.reader.read();
			if (done) throw new Error('The stream ended');
			this.received += new TextDecoder().decode(value);
		}
	}

	/** The view sent last. */
	latest(): DeskView | undefined {
		const complete = this.received.split('\n\n').slice(0, -1);
		const last = complete.filter((event) => event.startsWith('data: ')).at(-1);
		return last === undefined ? undefined : (JSON.parse(last.slice(6)) as DeskView);
	}

	close(): void {
		this.stop.abort();
	}
}
