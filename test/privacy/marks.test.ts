import { echoes } from './echoes.mts';
import { findSecrets, PRIVATE_NUMBER, privateText, TOKEN } from './marks.mts';
import { plantedFolder } from './planted.mts';
import { database, databaseBytes, files, pushed, type Place } from './places.mts';

describe('the search for secrets', () => {
	const secrets = { text: privateText('here'), number: String(PRIVATE_NUMBER), token: TOKEN };

	it.each(
		Object.entries(secrets).flatMap(([kind, secret]) =>
			Object.entries(echoes).map(([how, echo]) => [kind, how, echo(secret)] as const),
		),
	)('finds a %s %s', (kind, how, text) => {
		// Half of a number, or a number in two halves, is not looked for.
		const halved = kind === 'number' && /cut off|without its|two lines/.test(how);
		expect(findSecrets(`before ${text} after`).length > 0).toBe(!halved);
	});

	it('finds the token within the header', () => {
		for (const tenant of ['', 'a', 'ab', 'abc']) {
			const header = `Basic ${Buffer.from(`${tenant}:${TOKEN}`).toString('base64')}`;
			expect(findSecrets(header)).toEqual([
				expect.objectContaining({ secret: 'token', spelled: 'Base64' }),
			]);
		}
	});

	it('finds nothing in what holds nothing', () => {
		expect(findSecrets('{"message":"Variables successfully set","token":"••••••"}')).toEqual([]);
	});
});

describe('the places that are looked into', () => {
	const { folder, messages, remove } = plantedFolder(privateText('planted'));
	afterAll(remove);

	const hits = (places: Iterable<Place>) =>
		[...places].filter(({ text }) => findSecrets(text).length > 0).map(({ where }) => where);

	it('are every table, also what is encoded in it, and blobs', () => {
		expect(hits(database(folder))).toEqual([
			'table execution_data data.resultData.0.deep',
			'table execution_data data.resultData.0.text.inner',
			'table execution_data data.resultData.0 (a key)',
			'table other plain',
			'table other blob',
		]);
	});

	it('are the bytes of the database, with what was deleted', () => {
		expect(hits(databaseBytes(folder))).toEqual(['bytes of .n8n/database.sqlite']);
	});

	it('are logs and every other file', () => {
		expect(hits(files(folder))).toEqual(['file .n8n/n8nEventLog.log.payload', 'file n8n.log']);
	});

	it('are the messages to the editor', () => {
		expect(hits(pushed(messages))).toEqual(['push nodeExecuteAfter 8x8.data.data']);
	});
});
