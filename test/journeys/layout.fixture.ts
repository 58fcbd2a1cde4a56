import type { Page } from 'playwright-core';

/** What sticks out of the window or lies over something else, each in a few words; none where the page looks right. */
export function faultsOfLayout(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    interface Box {
      readonly element: Element;
      readonly text: string;
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }

    const { scrollWidth, clientWidth } = document.documentElement;
    const tooWide =
      scrollWidth > clientWidth ? [`The page is ${scrollWidth - clientWidth} pixels wider than its window`] : [];
    const boxes = [...textBoxes(), ...controlBoxes()]
      .filter(({ element }) => !isWithin(element, isScroller))
      .sort((a, b) => a.top - b.top);
    const sticksOut = boxes.filter(({ right }) => right > clientWidth + 1).map(({ text }) => `"${text}" sticks out`);
    return [...new Set([...tooWide, ...sticksOut, ...boxes.flatMap(overlaps)])].slice(0, 5);

    function textBoxes(): Box[] {
      const found: Box[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? '';
        const parent = node.parentElement;
        if (text === '' || !parent || parent.closest('option, textarea') || !isSeen(parent)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        // Lines of text are drawn within boxes that are higher than their letters.
        for (const rect of range.getClientRects()) found.push(boxOf(parent, text.slice(0, 40), rect, 0.25));
      }
      return found;
    }

    function controlBoxes(): Box[] {
      return [...document.querySelectorAll('button, a[role="button"], input, select, textarea')]
        .filter(isSeen)
        .map((element) => {
          const name = element.getAttribute('name') ?? element.textContent?.trim() ?? '';
          return boxOf(element, `[${name}]`, element.getBoundingClientRect(), 0.05);
        });
    }

    function boxOf(element: Element, text: string, rect: DOMRect, slack: number): Box {
      const [top, bottom] = [rect.top + rect.height * slack, rect.bottom - rect.height * slack];
      return { element, text, left: rect.left + 1, right: rect.right - 1, top, bottom };
    }

    function overlaps(box: Box, index: number): string[] {
      const found: string[] = [];
      for (let next = index + 1; next < boxes.length; next++) {
        const other = boxes[next];
        if (!other || other.top >= box.bottom) break;
        const isApart = other.left >= box.right || box.left >= other.right || box.right <= box.left;
        const isOneInTheOther = box.element.contains(other.element) || other.element.contains(box.element);
        if (!isApart && !isOneInTheOther) found.push(`"${box.text}" lies over "${other.text}"`);
      }
      return found;
    }

    function isSeen(element: Element): boolean {
      const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      return shown && !isWithin(element, isForScreenReadersOnly);
    }

    function isForScreenReadersOnly(element: Element): boolean {
      const { width, height } = element.getBoundingClientRect();
      return width <= 1 && height <= 1 && getComputedStyle(element).overflow === 'hidden';
    }

    /** A wide table may scroll within a box of its own. */
    function isScroller(element: Element): boolean {
      const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX);
      return scrolls && element !== document.body && element.scrollWidth > element.clientWidth;
    }

    function isWithin(element: Element, is: (around: Element) => boolean): boolean {
      for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement)
        if (is(at)) return true;
      return false;
    }
  });
}
