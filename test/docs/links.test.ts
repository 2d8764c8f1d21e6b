import { deadLinks, markdownFiles } from './links.mts';

it.each(markdownFiles())('every relative link in %s leads somewhere', (file) => {
	expect(deadLinks(file)).toEqual([]);
});
