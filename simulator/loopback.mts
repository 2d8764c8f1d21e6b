import { isIPv4 } from 'node:net';

/**
 * Refuses every host that other machines could reach: the simulator speaks plain HTTP and its
 * token is printed.
 *
 * @throws RangeError unless the host is 127.0.0.0/8, ::1 or localhost.
 */
export function requireLoopback(host: string): void {
	const isLoopback =
		host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
	if (!isLoopback) {
		throw new RangeError(
			`The simulator listens on loopback only: "${host}" is not 127.0.0.1, ::1 or localhost`,
		);
	}
}
