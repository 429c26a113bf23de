#!/usr/bin/env python3
"""Reads a report's workbook with openpyxl, which is not ours, and prints what it finds as JSON; or alters a cell.
    workbook.py read FILE
    workbook.py alter FILE SHEET CELL VALUE OUT
    workbook.py save FILE OUT"""
import datetime, json, sys, zipfile
import openpyxl


def kind(cell):
    if cell.value is None:
        return None
    if isinstance(cell.value, (datetime.datetime, datetime.date)):
        return "date"
    return {"s": "text", "n": "number", "f": "formula", "inlineStr": "text"}.get(cell.data_type, cell.data_type)


def sheet(one):
    rows = list(one.iter_rows())
    kinds = {}
    for row in rows[1:]:
        for title, cell in zip(rows[0], row):
            if kind(cell):
                kinds.setdefault(str(title.value), set()).add(f"{kind(cell)} {cell.number_format}")
    return {
        "name": one.title, "rows": one.max_row, "freeze": one.freeze_panes, "filter": one.auto_filter.ref,
        "repeat": one.print_title_rows, "paper": one.page_setup.paperSize, "orientation": one.page_setup.orientation,
        "fit": [int(one.page_setup.fitToWidth or 1), 1 if one.page_setup.fitToHeight is None else int(one.page_setup.fitToHeight)] if one.sheet_properties.pageSetUpPr else None,
        "conditions": sorted(str(area.sqref) for area in one.conditional_formatting),
        "widths": [round(one.column_dimensions[c].width) for c in "AB"],
        "kinds": {title: sorted(found) for title, found in kinds.items()},
        "formulas": sum(kind(cell) == "formula" for row in rows for cell in row),
        "charts": len(one._charts), "texts": [str(c.value) for row in rows[:4] for c in row if c.value is not None],
    }


what, file = sys.argv[1:3]
if what == "read":
    book = openpyxl.load_workbook(file)
    with zipfile.ZipFile(file) as archive:
        custom = archive.read("docProps/custom.xml").decode()
        dates = sorted({member.date_time for member in archive.infolist()})
    print(json.dumps({
        "sheets": [sheet(one) for one in book.worksheets], "title": book.properties.title,
        "created": book.properties.created.isoformat(), "custom": custom, "dates": dates,
    }, ensure_ascii=False))
elif what == "alter":
    name, cell, value, out = sys.argv[3:]
    book = openpyxl.load_workbook(file)
    book[name][cell] = int(value) if value.isdigit() else value
    book.save(out)
else:
    openpyxl.load_workbook(file).save(sys.argv[3])
