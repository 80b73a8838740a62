import { useEffect, useState, type RefObject } from 'react';

const OVERSCAN = 12;

/** Which of many rows of one height are worth rendering in a scrolling element. */
export function useWindowedRows(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number) {
  const [view, setView] = useState({ top: 0, height: 800 });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () =>
      setView((current) => {
        const next = { top: element.scrollTop, height: element.clientHeight || current.height };
        return next.top === current.top && next.height === current.height ? current : next;
      });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroller]);

  const first = Math.max(0, Math.floor(view.top / rowHeight) - OVERSCAN);
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + OVERSCAN);
  return { first, last };
}
