export default async function stopServer() {
	await globalThis.n8nServerUnderTest?.stop();
}
