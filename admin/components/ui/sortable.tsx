import { Icon } from '@adminjs/design-system';
import { DragDropContext, Draggable, Droppable, type DropResult } from '@hello-pangea/dnd';
import React from 'react';
import { shopWords } from '../../texts/shop-words.ts';
import { said } from '../anna.ts';
import { UpDown } from './up-down.tsx';

interface SortableProps<Row extends { id: number }> {
  name: string;
  rows: readonly Row[];
  /** Not given: the order is only shown. */
  onOrder?: ((ids: number[]) => void) | undefined;
  children(row: Row, index: number): React.ReactNode;
}

/** A list whose rows change places: dragged by a handle, or by "up" and "down". */
export function Sortable<Row extends { id: number }>({ name, rows, onOrder, children }: SortableProps<Row>) {
  const t = said(shopWords);
  const ids = rows.map(({ id }) => id);
  const move = (from: number, to: number) => {
    const moved = ids[from];
    if (moved !== undefined && to >= 0 && to < ids.length && to !== from) onOrder?.(ids.toSpliced(from, 1).toSpliced(to, 0, moved));
  };
  const drop = ({ source, destination }: DropResult) => destination && move(source.index, destination.index);
  return (
    <DragDropContext onDragEnd={drop} nonce={window.__webpack_nonce__}>
      <Droppable droppableId={name}>
        {(place) => (
          <ol className="sortable" ref={place.innerRef} {...place.droppableProps}>
            {rows.map((row, index) => (
              <Draggable key={row.id} draggableId={`${name} ${row.id}`} index={index} isDragDisabled={!onOrder}>
                {(held, { isDragging }) => (
                  <li ref={held.innerRef} {...held.draggableProps} className={isDragging ? 'sortable-held' : ''}>
                    {onOrder && (
                      <span className="sortable-handle" {...held.dragHandleProps} title={t.drag}>
                        <Icon icon="Menu" size={16} />
                      </span>
                    )}
                    <div className="sortable-row">{children(row, index)}</div>
                    {onOrder && (
                      <span className="sortable-moves">
                        <UpDown index={index} count={rows.length} onMove={move} />
                      </span>
                    )}
                  </li>
                )}
              </Draggable>
            ))}
            {place.placeholder}
          </ol>
        )}
      </Droppable>
    </DragDropContext>
  );
}
